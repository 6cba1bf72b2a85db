import styles from './InsecureNotice.module.css';

/** Shown instead of the studio where the page was opened over plain http: browsers then withhold hashing, threads and storage. */
export function InsecureNotice() {
	const secure = location.href.replace(/^http:/, 'https:');
	return (
		<main className={styles.notice}>
			<h1>Open Atelier by https or localhost</h1>
			<p>
				This address is not secure, and browsers withhold what the studio needs from such pages: checking its networks,
				computing on all cores, working offline.
			</p>
			<p>
				On the machine that serves it, open <code>http://localhost{location.port && `:${location.port}`}/</code>. From
				another machine, the server has to offer <a href={secure}>{secure}</a>.
			</p>
		</main>
	);
}
