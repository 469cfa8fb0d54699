/** Makes a function that works out its answer once for each argument, and keeps it as long as it lives itself. */
export function oncePer<Argument, Answer>(work: (argument: Argument) => Answer): (argument: Argument) => Answer {
  const known = new Map<Argument, Answer>();
  return (argument) => {
    const before = known.get(argument);
    if (before !== undefined || known.has(argument)) return before as Answer;
    const answer = work(argument);
    known.set(argument, answer);
    return answer;
  };
}
