import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: { readonly [ending: string]: string } = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
};

/** Serves the files of a folder on this machine alone: its address, and what ends it. */
export async function serveFolder(folder: string): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    // an absolute path is normalised without leaving its root
    const path = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    try {
      const body = await readFile(path);
      response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream").end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("There is no such file.");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
