/** A text as a scalar of YAML; JSON's double quotes are YAML's. */
export const yamlText = (text: string): string => JSON.stringify(text);
