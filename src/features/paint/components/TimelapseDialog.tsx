import { useEffect, useRef, useState } from 'react';
import { fileName, saveFile } from '../../../library/save';
import { Button } from '../../../ui/Button';
import { Choice } from '../../../ui/Choice';
import { Dialog } from '../../../ui/Dialog';
import { bytes } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import { report } from '../../../ui/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import type { Painting } from '../state';
import { filmKind, makeFilm, makeGif } from '../timelapse';
import './TimelapseDialog.css';

type Format = 'film' | 'gif';

/** The painting's course as a short film, made here, looked at, and saved. */
export default function TimelapseDialog({
	painting,
	onClose,
}: {
	readonly painting: Painting;
	readonly onClose: () => void;
}) {
	const film = filmKind();
	const [format, setFormat] = useState<Format>(film ? 'film' : 'gif');
	const [done, setDone] = useState(0);
	const [made, setMade] = useState<Blob>();
	const url = useObjectUrl(made);
	const { frames } = painting;
	const close = useRef(onClose);
	close.current = onClose;

	useEffect(() => {
		const controller = new AbortController();
		setMade(undefined);
		setDone(0);
		const make = format === 'film' ? makeFilm : makeGif;
		make(frames, { signal: controller.signal, onFrame: setDone }).then(
			(blob) => controller.signal.aborted || setMade(blob),
			(error: unknown) => {
				if (controller.signal.aborted) return;
				report(error);
				close.current();
			},
		);
		return () => controller.abort();
	}, [frames, format]);

	const ending = format === 'gif' ? 'gif' : (film?.ending ?? 'webm');
	const choices = [
		...(film ? [{ value: 'film' as const, label: film.label }] : []),
		{ value: 'gif' as const, label: 'GIF' },
	];
	return (
		<Dialog title="Timelapse" onClose={onClose}>
			<div className="timelapse">
				<div className="timelapse-screen">
					{url && format === 'film' && (
						<video src={url} controls loop autoPlay muted aria-label={`Timelapse of ${painting.title}`} />
					)}
					{url && format === 'gif' && <img src={url} alt={`Timelapse of ${painting.title}`} />}
					{!url && <Progress label="Making the timelapse" value={done} max={frames.length} />}
				</div>
				<div className="timelapse-ways">
					<Choice label="Format" value={format} choices={choices} onChange={setFormat} />
					<Button
						look="primary"
						icon="save"
						disabled={made === undefined}
						onClick={() => made && saveFile(made, fileName(painting.title, ending))}
					>
						{made ? `Save, ${bytes(made.size)}` : 'Making it'}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
