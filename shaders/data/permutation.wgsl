//#import "../random/random.wgsl"

// Where the i-th of n rows comes from in this epoch: a Feistel network on the smallest square
// power of two that holds n, walked until it lands below n. Nothing is sorted, nothing uploaded.
// Source: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002.
// Twin: src/model/permutation.ts.
fn permuted_index(i: i32, n: i32, seed: i32, epoch: i32) -> i32 {
  let bits = 32u - countLeadingZeros(u32(n - 1));
  let half_bits = max((bits + 1u) / 2u, 1u);
  let mask = (1u << half_bits) - 1u;
  var value = u32(i);
  loop {
    var left = value >> half_bits;
    var right = value & mask;
    for (var round = 0; round < 4; round++) {
      let mixed = left ^ (hash3(seed + round * 1640531527, epoch, i32(right)).x & mask);
      left = right;
      right = mixed;
    }
    value = (left << half_bits) | right;
    if (value < u32(n)) { break; }
  }
  return i32(value);
}
