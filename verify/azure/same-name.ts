/** Whether two ids or names of Azure's are the same: case does not count. */
export const isSameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
