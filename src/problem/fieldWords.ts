/** Letters that no accent makes, as whoever has no such key writes them. */
const letters: { readonly [letter: string]: string } = { ł: "l", ø: "o", ß: "ss", æ: "ae", ı: "i", đ: "d" };

/** The words of a name, without marks, in lower case: `graduationYear`, `graduation_year` and `Graduation year` are the same. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łøßæıđ]/gu, (letter) => letters[letter])
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
