import { credentialIn } from "../plans/credential-shapes";

/** The JSON text of a setting as it may be shown: one that looks like a credential is withheld, though nothing marks it as sensitive. */
export const shownSetting = (text: string): string =>
  credentialIn(text) === undefined ? text : '"(looks like a credential)"';
