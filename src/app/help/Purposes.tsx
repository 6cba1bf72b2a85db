import { Icon } from '../../ui/Icon';
import styles from './HelpDialog.module.css';
import { useTabHelp } from './useTabHelp';

/** What each tab does and cannot do, and what leaves the device. */
export const Purposes = () => (
	<>
		<p>
			<strong>Nothing leaves this device.</strong> Pictures, sentences and what is made of them stay in this browser.
			The page only downloads itself and its networks, from the place it came from; once they are here it works offline.
		</p>
		{useTabHelp().map(({ tab, purpose, limits }) => (
			<section key={tab.id} aria-labelledby={`help-${tab.id}`}>
				<h3 id={`help-${tab.id}`}>
					<Icon name={tab.icon} /> {tab.title}
				</h3>
				<p>{purpose}</p>
				<ul className={styles.limits}>
					{limits.map((limit) => (
						<li key={limit}>{limit}</li>
					))}
				</ul>
			</section>
		))}
		<section aria-labelledby="help-library">
			<h3 id="help-library">
				<Icon name="grid" /> Library
			</h3>
			<p>
				Everything that you add and make is kept in the library, with the settings it was made by. Save a picture or a
				story and drop it back here, or on another machine, to have its settings again. “Export all” makes a ZIP file of
				everything; another Atelier takes it in and keeps what it has.
			</p>
		</section>
	</>
);
