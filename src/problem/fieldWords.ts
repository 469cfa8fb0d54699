/** The words of a name, without marks, in lower case: `graduationYear`, `graduation_year` and `Graduation year` are the same. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/ß/gu, "ss")
    .replace(/[łŁ]/gu, "l")
    .replace(/[øØ]/gu, "o")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
