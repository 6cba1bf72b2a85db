/** Types for the parts of jsfive used here; the package has none. */
declare module 'jsfive' {
	export class Dataset {
		readonly shape: number[];
		readonly dtype: string;
		readonly value: number[];
	}
	export class Group {
		readonly keys: string[];
		get(path: string): Group | Dataset | null;
	}
	export class File extends Group {
		constructor(bytes: ArrayBuffer, name?: string);
	}
}
