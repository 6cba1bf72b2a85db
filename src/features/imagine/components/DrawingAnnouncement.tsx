import { Announcement } from '../../../ui/feedback/Announcement';
import { useImagine } from '../context';
import { counted } from '../run';
import { shownSheet } from '../state';

/** Announces the start, the complete sketches and the end; announcing every picture would be too much. */
export function DrawingAnnouncement() {
	const said = useImagine((state) => {
		const { run } = state;
		const sheet = shownSheet(state);
		if (run) {
			const birds = state.sheets.find(({ id }) => id === run.sheet)?.birds.length ?? 0;
			return run.sketches === 0 ? 'Drawing' : run.sketches === birds ? counted(birds, 'sketch') : '';
		}
		if (sheet?.result === undefined) return '';
		return counted(sheet.birds.length, sheet.stages === 1 ? 'sketch' : 'bird');
	});
	return <Announcement>{said}</Announcement>;
}
