import { useEffect, useState } from 'react';
import { appVersion } from '../../library/recipe';
import { samples } from '../../library/samples';
import { counted } from '../../ui/format';
import styles from './HelpDialog.module.css';

/** A package of the build, as `scripts/notices.ts` writes it. */
interface Notice {
	readonly name: string;
	readonly version: string;
	readonly license: string;
	readonly author?: string;
	readonly texts: readonly string[];
}

/** The build's list of packages. The development server has none. */
async function fetchNotices(): Promise<readonly Notice[]> {
	const response = await fetch(new URL('notices.json', document.baseURI));
	return response.ok ? ((await response.json()) as readonly Notice[]) : [];
}

/** Version, licence, and the notices of everything that the build contains. */
export function About() {
	const [notices, setNotices] = useState<readonly Notice[]>();
	useEffect(() => void fetchNotices().then(setNotices, () => setNotices([])), []);
	return (
		<>
			<p>
				Atelier {appVersion}. The studio is free software under the Apache License 2.0; the terms of each network are on
				its card.
			</p>
			<h3>Sample photos</h3>
			<ul className={styles.limits}>
				{samples.map(({ id, title, credit }) => (
					<li key={id}>{`${title}: ${credit}`}</li>
				))}
			</ul>
			<h3>Software in this page</h3>
			{notices === undefined ? null : notices.length === 0 ? (
				<p>The list of packages could not be loaded. It is part of the built studio.</p>
			) : (
				<>
					<p>{counted(notices.length, 'package')}, each with its licence:</p>
					<ul className={styles.notices} aria-label="Packages">
						{notices.map(({ name, version, license, author, texts }) => (
							<li key={`${name} ${version}`}>
								<details>
									<summary>
										{name} {version} <span className="numbers">{license}</span>
									</summary>
									{author && <p>{author}</p>}
									{texts.map((text) => (
										<pre key={text}>{text}</pre>
									))}
								</details>
							</li>
						))}
					</ul>
				</>
			)}
		</>
	);
}
