/** Numbers that are the same for the same seed (mulberry32), and what is drawn with them. */
export function createRandom(seed: number) {
  let state = seed
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  /** Box and Muller (1958). */
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  /** By counting the events of an exponential clock. */
  const poisson = (mean: number): number => {
    let n = -1
    for (let time = 0; time <= mean; n += 1) time -= Math.log(1 - uniform())
    return n
  }
  /** Marsaglia and Tsang (2000), for shapes of one and more. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(1 - uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return { uniform, normal, poisson, gamma }
}
