declare module "*.css";

/** Vite builds the worker and puts it into the script: it then runs under the page's own Content-Security-Policy. */
declare module "*?worker&inline" {
  const InlineWorker: new () => Worker;
  export default InlineWorker;
}
