/** A file in an archive, still packed. */
export interface PackedFile {
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
}

/** Why an archive, or a file in it, cannot be read. */
export class ArchiveFault extends Error {
  constructor(readonly kind: "broken" | "locked" | "too large") {
    super(`The archive is ${kind}.`);
  }
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** Stands in place of a number that needs more than 32 bits. */
const BEYOND = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive by name, none of them unpacked. Time and space O(files).
 *
 * @throws ArchiveFault for what is no archive, an encrypted one or one of more than 4 GB.
 * Source: PKWARE, ".ZIP File Format Specification", version 6.3.10, 2022.
 */
export function filesOf(archive: Uint8Array): ReadonlyMap<string, PackedFile> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const broken = (): never => {
    throw new ArchiveFault("broken");
  };
  const four = (at: number): number => (at + 4 <= view.byteLength ? view.getUint32(at, true) : broken());
  const two = (at: number): number => (at + 2 <= view.byteLength ? view.getUint16(at, true) : broken());

  let end = archive.length - END_SIZE;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && four(end) !== END_OF_DIRECTORY) end--;
  if (end < first) broken();
  if (four(end + 16) === BEYOND || two(end + 10) === 0xffff) throw new ArchiveFault("too large");

  const files = new Map<string, PackedFile>();
  let at = four(end + 16);
  for (let left = two(end + 10); left > 0; left--) {
    if (four(at) !== CENTRAL_HEADER) broken();
    const [flags, method, size] = [two(at + 8), two(at + 10), four(at + 20)];
    const [nameLength, local] = [two(at + 28), four(at + 42)];
    const name = new TextDecoder().decode(archive.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength));
    if ((flags & 1) === 1) throw new ArchiveFault("locked");
    if (size === BEYOND || local === BEYOND) throw new ArchiveFault("too large");
    // what stands in an archive twice reads differently in different programs
    if (four(local) !== LOCAL_HEADER || files.has(name) || (method !== STORED && method !== DEFLATED)) broken();
    const start = local + LOCAL_SIZE + two(local + 26) + two(local + 28);
    if (start + size > archive.length) broken();
    files.set(name, { packed: archive.subarray(start, start + size), isDeflated: method === DEFLATED });
    at += CENTRAL_SIZE + nameLength + two(at + 30) + two(at + 32);
  }
  return files;
}

/**
 * The bytes of a packed file: at most `most` of them, whatever the archive says of its size.
 *
 * @throws ArchiveFault "too large" as soon as there are more, and "broken" where they are no packed data.
 */
export async function unpack({ packed, isDeflated }: PackedFile, most: number): Promise<Uint8Array> {
  if (!isDeflated) {
    if (packed.length > most) throw new ArchiveFault("too large");
    return packed;
  }
  const reader = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ArchiveFault("broken");
    });
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size <= most) continue;
    await reader.cancel();
    throw new ArchiveFault("too large");
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
