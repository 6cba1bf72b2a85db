import { useEffect, useRef, useState } from 'react';
import { AtelierError } from '../../models/errors';
import { Button } from '../../ui/controls/Button';
import { Dialog } from '../../ui/layout/Dialog';
import styles from './CameraDialog.module.css';

interface CameraDialogProps {
	readonly onSnap: (photo: Blob) => void;
	/** Gets a video of some seconds. */
	readonly onRecord: (video: Blob) => void;
	readonly onClose: () => void;
	readonly onError: (error: unknown) => void;
}

function cameraError(cause: unknown): AtelierError {
	const name = cause instanceof DOMException ? cause.name : '';
	const sentence =
		name === 'NotAllowedError'
			? 'The camera was refused. Allow it beside the page’s address, or choose a photo instead.'
			: name === 'NotFoundError'
				? 'No camera was found. Connect one, or choose a photo instead.'
				: 'The camera did not start: another program may be using it. Close that, or choose a photo instead.';
	return new AtelierError('camera-unavailable', sentence, { cause });
}

/** Length of a recording, s. */
const recorded = 3;
/** Time between two deliveries of a recording, ms. */
const slice = 200;
/** Bytes that a recording without a frame may have. */
const header = 1000;
/** Longest wait for the first frame, s. */
const patience = 15;
const unrecorded = 'The camera’s pictures could not be recorded. Close other programs and try again, or drop a video.';

/** Shows the camera's picture, with buttons that take it or record it. The camera is turned off when the dialog closes. */
export function CameraDialog({ onSnap, onRecord, onClose, onError }: CameraDialogProps) {
	const video = useRef<HTMLVideoElement>(null);
	const gone = useRef(false);
	const [live, setLive] = useState(false);
	const [recording, setRecording] = useState(false);
	const latest = useRef({ onClose, onError });
	latest.current = { onClose, onError };

	useEffect(() => {
		let stream: MediaStream | undefined;
		gone.current = false;
		const stop = () => {
			for (const track of stream?.getTracks() ?? []) track.stop();
		};
		const start = async () => {
			try {
				if (navigator.mediaDevices === undefined) throw new DOMException('no devices', 'NotFoundError');
				stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 } }, audio: false });
				if (gone.current) return stop();
				if (video.current === null) return;
				video.current.srcObject = stream;
				await video.current.play();
				setLive(true);
			} catch (cause) {
				if (gone.current) return;
				latest.current.onError(cameraError(cause));
				latest.current.onClose();
			}
		};
		void start();
		return () => {
			gone.current = true;
			stop();
		};
	}, []);

	const snap = async () => {
		const source = video.current;
		if (source === null) return;
		const canvas = new OffscreenCanvas(source.videoWidth, source.videoHeight);
		canvas.getContext('2d')?.drawImage(source, 0, 0);
		onSnap(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }));
		onClose();
	};

	const record = () => {
		const recorder = new MediaRecorder(video.current?.srcObject as MediaStream);
		const parts: Blob[] = [];
		let size = 0;
		const stop = () => recorder.state === 'recording' && recorder.stop();
		recorder.ondataavailable = ({ data }) => {
			parts.push(data);
			// A busy device takes its time to deliver the first frames: the seconds count from these.
			if (size <= header && size + data.size > header) setTimeout(stop, recorded * 1000);
			size += data.size;
		};
		recorder.onstop = () => {
			if (gone.current) return;
			if (size > header) onRecord(new Blob(parts, { type: recorder.mimeType }));
			else onError(new AtelierError('camera-unavailable', unrecorded));
			onClose();
		};
		recorder.start(slice);
		setRecording(true);
		setTimeout(() => size <= header && stop(), patience * 1000);
	};

	return (
		<Dialog title="Take a photo" onClose={onClose}>
			<div className={styles.camera}>
				<video ref={video} muted playsInline aria-label="What the camera sees" />
				<div className={styles.ways}>
					<Button look="primary" icon="camera" disabled={!live || recording} onClick={() => void snap().catch(onError)}>
						{live ? 'Snap' : 'Waiting for the camera'}
					</Button>
					<Button icon="film" disabled={!live || recording} onClick={record}>
						{recording ? 'Recording…' : `Record ${recorded} s`}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
