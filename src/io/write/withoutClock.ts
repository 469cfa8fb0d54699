const CENTRAL_HEADER = 0x02014b50;
const END_SIZE = 22;

/** 1 January 1980, midnight: the first moment that the format knows. */
const FIRST_MOMENT = 0x00210000;

/**
 * Takes out of a ZIP archive without a comment when its entries were made, so that the same entries are the same bytes.
 *
 * Source: PKWARE, ".ZIP File Format Specification", version 6.3.10, 2022, 4.3.7, 4.3.12 and 4.3.16.
 */
export function withoutClock(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.length - END_SIZE;
  let at = view.getUint32(end + 16, true);
  while (at < end && view.getUint32(at, true) === CENTRAL_HEADER) {
    view.setUint32(at + 12, FIRST_MOMENT, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, FIRST_MOMENT, true);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return archive;
}
