/** SHA-256 in the browser's own implementation. */

/** @returns 64 lower-case hex digits */
export async function sha256(bytes: Uint8Array): Promise<string> {
	// digest() takes no view of a SharedArrayBuffer, and the types cannot tell: ours never is one.
	const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One hash for several files: the hash itself of one, else of their hashes in the order given. */
export async function combineHashes(hashes: readonly string[]): Promise<string> {
	const [first, second] = hashes;
	if (first !== undefined && second === undefined) return first;
	return sha256(new TextEncoder().encode(hashes.join('\n')));
}
