import { useState } from 'react';
import { useStore } from 'zustand';
import { classes } from '../ui/classes';
import { Button } from '../ui/controls/Button';
import { lazyDialog, lazyPart } from '../ui/feedback/lazyPart';
import { RovingGroup } from '../ui/focus/RovingGroup';
import { Icon } from '../ui/Icon';
import { nextTheme, themeStore } from '../ui/theme';
import badge from './BackendBadge.module.css';
import styles from './Header.module.css';
import { useJobOf } from './jobs';
import { closeLibrary } from './libraryView';
import { offlineStore } from './offline/registration';
import type { TabName } from './tabs/types';
import { useFirstVisit } from './tour/useFirstVisit';

const OfflineDialog = lazyDialog('Offline use', async () => {
	const [{ OfflineDialog }, { downloads }] = await Promise.all([
		import('./offline/OfflineDialog'),
		import('./offline/prefetch'),
	]);
	return {
		default: ({ onClose }: { onClose: () => void }) => <OfflineDialog downloads={downloads} onClose={onClose} />,
	};
});

const BackendBadge = lazyPart('The backend', () => import('./BackendBadge'));

const JobsButton = lazyPart('The jobs', () => import('./JobsButton'));

const HelpDialog = lazyDialog('The help', () => import('./help/HelpDialog'));

const TourDialog = lazyDialog('The tour', () => import('./tour/TourDialog'));

const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** A light while the tab is working, and how far its work has come while another tab is shown. */
function Working({ tab, isShown }: { readonly tab: string; readonly isShown: boolean }) {
	const job = useJobOf(tab);
	if (job === undefined) return null;
	return (
		<>
			<span className={classes(badge.light, styles.working)} aria-hidden="true" />
			<span className="visually-hidden">working</span>
			{!isShown && job.share !== undefined && (
				<span className={classes('numbers', styles.working)}>{Math.floor(100 * job.share)} %</span>
			)}
		</>
	);
}

interface HeaderProps {
	readonly tabs: readonly TabName[];
	readonly current: TabName;
}

/** The studio's name, the tabs, the backend, offline use and the theme. */
export function Header({ tabs, current }: HeaderProps) {
	const theme = useStore(themeStore, (state) => state.theme);
	const [isOffline, showOffline] = useState(false);
	const [isHelp, showHelp] = useState(false);
	const [isTour, showTour] = useState(false);
	useFirstVisit(() => showTour(true));
	const update = useStore(offlineStore, (state) => state.update);
	return (
		<header className={styles.header}>
			<a className={styles.name} href="./">
				Atelier
			</a>
			<nav className={styles.tabs} aria-label="Tabs">
				{tabs.map(({ id, title, icon }) => (
					<a key={id} href={`#${id}`} onClick={closeLibrary} aria-current={id === current.id ? 'page' : undefined}>
						<Icon name={icon} />
						{title}
						<Working tab={id} isShown={id === current.id} />
					</a>
				))}
			</nav>
			<RovingGroup role="toolbar" label="Studio" className={styles.end}>
				{update && (
					<Button icon="restore" iconOnPhones onClick={() => void update()}>
						Update ready: reload
					</Button>
				)}
				<JobsButton />
				<BackendBadge />
				<Button look="plain" icon="save" iconOnly data-offline onClick={() => showOffline(true)}>
					Storage and offline use
				</Button>
				<Button look="plain" icon={themeIcons[theme]} iconOnly onClick={nextTheme}>
					{`Theme: ${theme}`}
				</Button>
				<Button look="plain" icon="explain" iconOnly onClick={() => showHelp(true)}>
					Help
				</Button>
			</RovingGroup>
			{isHelp && <HelpDialog onClose={() => showHelp(false)} />}
			{isTour && <TourDialog onClose={() => showTour(false)} />}
			{isOffline && <OfflineDialog onClose={() => showOffline(false)} />}
		</header>
	);
}
