/** Does the work; 0 where it ends well, and 1 where it throws, after printing why. */
export async function exitCodeOf(work: () => Promise<unknown>, print: (line: unknown) => void): Promise<0 | 1> {
  try {
    await work();
    return 0;
  } catch (error) {
    print(error instanceof Error ? error.message : error);
    return 1;
  }
}
