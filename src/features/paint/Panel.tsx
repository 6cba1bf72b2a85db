import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { attempt } from '../../ui/feedback/toasts';
import { Workspace } from '../../ui/layout/Workspace';
import { loadCatalogue } from './catalogue';
import { PaintColumn } from './components/PaintColumn';
import { Stage } from './components/Stage';
import { PaintContext, type PaintContextValue } from './context';
import { measureSpeed } from './speed';

/** The Paint tab: the easel in the middle, the controls in one column. */
export function Panel(context: PaintContextValue) {
	const [masking, setMasking] = useState(false);
	const { paint, engine } = context;
	useEffect(() => {
		if (paint.getState().catalogue === undefined) attempt(async () => paint.setCatalogue(await loadCatalogue()));
	}, [paint]);
	const hasPhoto = useStore(paint, ({ photo }) => photo !== undefined);
	useEffect(() => {
		if (hasPhoto) void measureSpeed({ paint, engine });
	}, [hasPhoto, paint, engine]);
	const film = useStore(paint, ({ photo, filmSeconds }) =>
		filmSeconds === undefined && photo?.film ? photo : undefined,
	);
	useEffect(() => {
		if (film === undefined) return;
		attempt(async () => paint.setFilmSeconds(film.hash, await (await import('./clips/film')).filmSeconds(film)));
	}, [film, paint]);
	return (
		<PaintContext value={context}>
			<Workspace
				stage={<Stage masking={masking} onMasking={setMasking} />}
				column={<PaintColumn onPaint={() => setMasking(false)} />}
			/>
		</PaintContext>
	);
}
