const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

/** Whether an address lies on this machine. */
export const isLoopback = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);

/** An address that the key may be sent to: https, or on this machine; without a slash at its end. Undefined: it may not. */
export const adminAddress = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(text));
  if (!isSafe || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
};
