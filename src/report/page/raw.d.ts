/** A file as text, as it is in a test and made small in a build. */
declare module "*?raw" {
  const text: string;
  export default text;
}
