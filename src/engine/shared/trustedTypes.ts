/** The types that lib.dom does not have yet. https://w3c.github.io/trusted-types/dist/spec/ */
interface TrustedTypes {
	createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string | null }): unknown;
}

/*
 * Lets scripts and workers start from files of the studio's own origin only, and no text become HTML or script, where
 * the browser has Trusted Types: the security policy requires this. Import it first, in the page and in each worker that
 * starts others. TensorFlow.js and Vite name their workers by text, so that this is the default policy.
 */
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy('default', {
	createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
});

export {};
