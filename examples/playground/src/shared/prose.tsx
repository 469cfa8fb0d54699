/** Text of the library, a paragraph for each of its lines. */
export function Prose({ text }: { text: string }) {
  return (
    <div class="prose">
      {text.split("\n").map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
