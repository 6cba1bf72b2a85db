import { Icon, type IconName } from '../ui/Icon';
import styles from './Examples.module.css';

/** A finished work, made here, that opens with its settings. */
export interface Example {
	/** The tab that made it. */
	readonly id: string;
	readonly tab: string;
	readonly icon: IconName;
	readonly title: string;
	readonly picture: string;
	open(): void;
}

/** One card for each tab: what it makes. A click opens it with its settings, ready to be run again. */
export const Examples = ({ examples }: { readonly examples: readonly Example[] }) => (
	<ul className={styles.examples} aria-label="Finished examples">
		{examples.map(({ id, tab, icon, title, picture, open }) => (
			<li key={id}>
				<button type="button" onClick={open}>
					<img src={picture} alt="" loading="lazy" />
					<span className={styles.tab}>
						<Icon name={icon} size={16} /> {tab}
					</span>
					<span className={styles.title}>{title}</span>
				</button>
			</li>
		))}
	</ul>
);
