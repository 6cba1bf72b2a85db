import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/controls/Button';
import { Choice } from '../../ui/controls/Choice';
import { Progress } from '../../ui/feedback/Progress';
import { report } from '../../ui/feedback/toasts';
import { bytes } from '../../ui/format';
import { Dialog } from '../../ui/layout/Dialog';
import { useObjectUrl } from '../../ui/useObjectUrl';
import { fileName, saveFile } from '../save';
import { type FilmPace, type Frame, filmKind, makeFilm, makeGif } from './film';
import './FilmDialog.css';

type Format = 'film' | 'gif';

interface FilmDialogProps {
	/** What kind of film it is: "Timelapse". */
	readonly title: string;
	/** What it shows, for its file's name and for those who do not see it. */
	readonly name: string;
	readonly frames: readonly Frame[];
	readonly pace: FilmPace;
	readonly onClose: () => void;
}

/** A short film or GIF, made here, looked at, and saved. */
export default function FilmDialog({ title, name, frames, pace, onClose }: FilmDialogProps) {
	const { rate, lastMs } = pace;
	const film = filmKind();
	const [format, setFormat] = useState<Format>(film ? 'film' : 'gif');
	const [done, setDone] = useState(0);
	const [made, setMade] = useState<Blob>();
	const url = useObjectUrl(made);
	const close = useRef(onClose);
	close.current = onClose;

	useEffect(() => {
		const controller = new AbortController();
		setMade(undefined);
		setDone(0);
		const make = format === 'film' ? makeFilm : makeGif;
		make(frames, { rate, lastMs, signal: controller.signal, onFrame: setDone }).then(
			(blob) => controller.signal.aborted || setMade(blob),
			(error: unknown) => {
				if (controller.signal.aborted) return;
				report(error);
				close.current();
			},
		);
		return () => controller.abort();
	}, [frames, format, rate, lastMs]);

	const ending = format === 'gif' ? 'gif' : (film?.ending ?? 'webm');
	const choices = [
		...(film ? [{ value: 'film' as const, label: film.label }] : []),
		{ value: 'gif' as const, label: 'GIF' },
	];
	return (
		<Dialog title={title} onClose={onClose}>
			<div className="film">
				<div className="film-screen">
					{url && format === 'film' && (
						<video src={url} controls loop autoPlay muted aria-label={`${title} of ${name}`} />
					)}
					{url && format === 'gif' && <img src={url} alt={`${title} of ${name}`} />}
					{!url && <Progress label={`Making the ${title.toLowerCase()}`} value={done} max={frames.length} />}
				</div>
				<div className="film-ways">
					<Choice label="Format" value={format} choices={choices} onChange={setFormat} />
					<Button
						look="primary"
						icon="save"
						disabled={made === undefined}
						onClick={() => made && saveFile(made, fileName(name, ending))}
					>
						{made ? `Save, ${bytes(made.size)}` : 'Making it'}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
