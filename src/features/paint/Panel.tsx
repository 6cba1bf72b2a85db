import { useEffect, useState } from 'react';
import { attempt } from '../../ui/feedback/toasts';
import { loadCatalogue } from './catalogue';
import { Column } from './components/Column';
import { Stage } from './components/Stage';
import { PaintContext, type PaintRoom } from './context';
import './Panel.css';

/** The Paint tab: the easel in the middle, the controls in one column. */
export function Panel(room: PaintRoom) {
	const [masking, setMasking] = useState(false);
	const { paint } = room;
	useEffect(() => {
		if (paint.getState().catalogue === undefined) attempt(async () => paint.setCatalogue(await loadCatalogue()));
	}, [paint]);
	return (
		<PaintContext value={room}>
			<div className="paint">
				<Stage masking={masking} onMasking={setMasking} />
				<Column onPaint={() => setMasking(false)} />
			</div>
		</PaintContext>
	);
}
