import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { ArchiveFault, unpack } from "../../src/io/workbook/unzip.js";

test("unpack(): gives up as soon as there are more bytes than it may unpack, and not at exactly so many", async () => {
  const packed = deflateRawSync(new Uint8Array(200_000));
  expect(await unpack({ packed, isDeflated: true }, 200_000)).toHaveLength(200_000);
  await expect(unpack({ packed, isDeflated: true }, 199_999)).rejects.toEqual(new ArchiveFault("too large"));
  await expect(unpack({ packed: new Uint8Array(9), isDeflated: false }, 8)).rejects.toEqual(
    new ArchiveFault("too large"),
  );
  await expect(unpack({ packed: packed.subarray(0, 20), isDeflated: true }, 1e6)).rejects.toEqual(
    new ArchiveFault("broken"),
  );
});
