/**
 * `Given`, with every key that `Wanted` does not have made impossible: a type parameter would otherwise let a misspelt key
 * of a literal pass.
 */
export type Exact<Given, Wanted> = Given & { readonly [Key in Exclude<keyof Given, keyof Wanted>]: never };
