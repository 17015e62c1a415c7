/** Where blocks stand in a file of Terraform, by address; line and column count from 1. */
export type SourcePlaces = ReadonlyMap<string, { readonly line: number; readonly column: number }>;
