import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/controls/Button';
import { Choice } from '../../ui/controls/Choice';
import { Progress } from '../../ui/feedback/Progress';
import { report } from '../../ui/feedback/toasts';
import { bytes } from '../../ui/format';
import { Dialog } from '../../ui/layout/Dialog';
import { fileName, saveFile } from '../save';
import styles from './FilmDialog.module.css';
import { FilmScreen } from './FilmScreen';
import { type FilmPace, type Frame, filmSize, makeGif, makeVideo, type VideoFormat, videoFormat } from './film';

type Format = 'video' | 'gif';

interface FilmDialogProps {
	/** The kind of film, such as "Timelapse". */
	readonly title: string;
	/** What it shows, for the file's name and for screen readers. */
	readonly name: string;
	readonly frames: readonly Frame[];
	readonly pace: FilmPace;
	readonly onClose: () => void;
}

/** Makes a short film or GIF, plays it, and offers to save it. */
export default function FilmDialog({ title, name, frames, pace, onClose }: FilmDialogProps) {
	const { rate, lastMs } = pace;
	const [video, setVideo] = useState<VideoFormat>();
	/** Undefined until it is known what this browser can encode. */
	const [format, setFormat] = useState<Format>();
	const [done, setDone] = useState(0);
	const [made, setMade] = useState<Blob>();
	const close = useRef(onClose);
	close.current = onClose;

	useEffect(() => {
		const controller = new AbortController();
		const { signal } = controller;
		const make = async () => {
			if (format === undefined) {
				const found = await videoFormat(await filmSize(frames));
				if (signal.aborted) return;
				setVideo(found);
				setFormat(found ? 'video' : 'gif');
				return;
			}
			setMade(undefined);
			setDone(0);
			const options = { rate, lastMs, signal, onFrame: setDone };
			const file = format === 'video' && video ? makeVideo(frames, video, options) : makeGif(frames, options);
			setMade(await file);
		};
		make().catch((error: unknown) => {
			if (signal.aborted) return;
			report(error);
			close.current();
		});
		return () => controller.abort();
	}, [frames, format, video, rate, lastMs]);

	const ending = format === 'video' && video ? video.ending : 'gif';
	const choices = [
		...(video ? [{ value: 'video' as const, label: video.label }] : []),
		{ value: 'gif' as const, label: 'GIF' },
	];
	return (
		<Dialog title={title} onClose={onClose}>
			<div className={styles.film}>
				<div className={styles.screen}>
					<FilmScreen film={made} label={`${title} of ${name}`} />
					{!made && <Progress label={`Making the ${title.toLowerCase()}`} value={done} max={frames.length} />}
				</div>
				<div className={styles.ways}>
					{format && <Choice label="Format" value={format} choices={choices} onChange={setFormat} />}
					<Button
						look="primary"
						icon="save"
						disabled={made === undefined}
						onClick={() => made && saveFile(made, fileName(name, ending))}
					>
						{made ? `Save, ${bytes(made.size)}` : 'Preparing…'}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
