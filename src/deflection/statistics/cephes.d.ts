// The package has types for `require` only. These are the functions that we use.
declare module 'cephes' {
  /** Resolves when the functions may be called. */
  export const compiled: Promise<void>
  const cephes: {
    /** Regularised incomplete beta integral: P(X ≤ x) of Beta(a, b). */
    incbet: (a: number, b: number, x: number) => number
    /** Its inverse: the x with P(X ≤ x) = p. */
    incbi: (a: number, b: number, p: number) => number
    /** Logarithm of the beta function. */
    lbeta: (a: number, b: number) => number
    /** The x with P(Z ≤ x) = p of the standard normal. */
    ndtri: (p: number) => number
    /** P(Z ≤ x) of the standard normal. */
    ndtr: (x: number) => number
    /** Upper tail of the chi-square distribution. */
    chdtrc: (freedom: number, x: number) => number
  }
  export default cephes
}
