/** Someone an explanation speaks of. */
export interface Named {
  readonly id: string;
  readonly name?: string;
}

export function named({ id, name }: Named): Named {
  return name === undefined ? { id } : { id, name };
}
