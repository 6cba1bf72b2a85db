/** SHA-256, computed by the browser. */

/** Computes the SHA-256 of bytes, as 64 lower-case hex digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
	// digest() does not accept views of a SharedArrayBuffer; ours never are, but the types do not know.
	const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Combines the hashes of several files into one: the hash of their list, or the hash itself of a single file. */
export async function combineHashes(hashes: readonly string[]): Promise<string> {
	const [first, second] = hashes;
	if (first !== undefined && second === undefined) return first;
	return sha256(new TextEncoder().encode(hashes.join('\n')));
}
