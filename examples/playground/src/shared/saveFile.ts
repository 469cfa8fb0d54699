import type { WrittenFile } from "../engine/messages.js";

/** Hands a file to the browser to be kept; nothing is sent anywhere. */
export function saveFile({ name, type, bytes }: WrittenFile): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // the browser needs the address until it has begun to save
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
