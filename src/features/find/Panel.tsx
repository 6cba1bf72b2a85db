import { useMemo } from 'react';
import type { Example } from '../../library/Examples';
import type { LibraryItem } from '../../library/types';
import { lazyPart } from '../../ui/feedback/lazyPart';
import { attempt } from '../../ui/feedback/toasts';
import { Stage } from '../../ui/layout/Stage';
import { Details } from './components/Details';
import { EmptyIndex } from './components/EmptyIndex';
import { FindToolbar } from './components/FindToolbar';
import { Grid } from './components/Grid';
import { IndexBar } from './components/IndexBar';
import { Inversion } from './components/Inversion';
import { SearchBar } from './components/SearchBar';
import { useFileInputs } from './components/useFileInputs';
import { FindContext, useFind, useFindContext, useIndex } from './context';
import type { IndexEntry } from './index/types';
import styles from './Panel.module.css';
import type { FindStudio } from './studio';

const WordsView = lazyPart('The words', async () => ({ default: (await import('./words/WordsView')).WordsView }));
const PicturesMap = lazyPart('The map', async () => ({
	default: (await import('./pictures/PicturesMap')).PicturesMap,
}));

interface PanelProps {
	readonly studio: FindStudio;
	readonly examples: readonly Example[];
	readonly onSendToPaint: (item: LibraryItem) => void;
}

/** The Find tab: pictures in the middle, details of the opened one in the column. */
export function Panel({ studio, examples, onSendToPaint }: PanelProps) {
	const { engine, index, find, intake, actions } = studio;
	const inputs = useFileInputs(studio);
	const context = {
		engine,
		index,
		find,
		intake,
		actions,
		examples,
		choose: inputs.choose,
		sendToPaint: (entry: IndexEntry) => attempt(async () => onSendToPaint(await actions.toLibrary(entry))),
	};
	return (
		<FindContext value={context}>
			<View />
			{inputs.elements}
		</FindContext>
	);
}

/** What the chosen view shows; before there are pictures, how to add some. */
function View() {
	const view = useFind((state) => state.view);
	// While the index is being read, it is not known whether it is empty.
	const isOpening = useIndex(({ storage, entries }) => storage === 'opening' && entries.size === 0);
	const isEmpty = useIndex(({ entries, listing, intake }) => entries.size === 0 && !listing && intake === undefined);
	const content = view === 'words' ? 'words' : isOpening ? 'opening' : isEmpty ? 'empty' : view;
	const showsPictures = content === 'grid' || content === 'map';
	return (
		<div className={styles.find} data-content={content} data-testid="find">
			<Stage aria-label="Find">
				{content !== 'empty' && <h1 className="visually-hidden">Find</h1>}
				<FindToolbar />
				{content === 'grid' && <SearchBar />}
				{content === 'grid' && <Inversion />}
				{content === 'words' && <Words />}
				{content === 'empty' && <EmptyIndex />}
				{content === 'map' && <PictureMap />}
				{content === 'grid' && <Grid />}
				{showsPictures && <IndexBar />}
			</Stage>
			{showsPictures && <Details />}
		</div>
	);
}

function Words() {
	const { engine, find } = useFindContext();
	return (
		<WordsView
			engine={engine}
			onSearch={(text) => {
				find.setView('grid');
				attempt(() => find.setText(text));
			}}
		/>
	);
}

function PictureMap() {
	const { engine, find } = useFindContext();
	const entries = useIndex((state) => state.entries);
	const embedded = useMemo(() => [...entries.values()].filter(({ embedding }) => embedding !== undefined), [entries]);
	return <PicturesMap engine={engine} entries={embedded} onOpen={find.open} />;
}
