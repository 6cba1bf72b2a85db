/** Multiply-add of four numbers at a time: one instruction with a single rounding where relaxed SIMD is enabled, else two. */

/** a * b + c */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
	return f32x4.add(c, f32x4.mul(a, b));
}

/** c - a * b */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
export function subtractProduct(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
	return f32x4.sub(c, f32x4.mul(a, b));
}
