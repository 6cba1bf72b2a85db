import { Details } from './components/Details';
import { EmptyIndex } from './components/EmptyIndex';
import { Grid } from './components/Grid';
import { IndexBar } from './components/IndexBar';
import { Inversion } from './components/Inversion';
import { SearchBar } from './components/SearchBar';
import { Toolbar } from './components/Toolbar';
import { FindContext, type FindRoom, useFind, useIndex } from './context';
import './Panel.css';

/** The Find tab: pictures in the middle, what is known of the opened one in the column. */
export function Panel(room: FindRoom) {
	return (
		<FindContext value={room}>
			<Room />
		</FindContext>
	);
}

function Room() {
	const isEmpty = useIndex(({ entries, intake }) => entries.size === 0 && intake === undefined);
	const view = useFind((state) => state.view);
	const hasColumn = view !== 'words' && !isEmpty;
	return (
		<div className="find" data-column={hasColumn || undefined}>
			<section className="find-stage" aria-label="Pictures" data-testid="find">
				<h1 className="visually-hidden">Find</h1>
				<Toolbar />
				{view !== 'words' && !isEmpty && <SearchBar />}
				<Inversion />
				{isEmpty ? <EmptyIndex /> : <Grid />}
				<IndexBar />
			</section>
			{hasColumn && <Details />}
		</div>
	);
}
