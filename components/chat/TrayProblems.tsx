import { X } from 'lucide-react';
import { IconButton } from '#components/ui/IconButton';

interface TrayProblemsProps {
  problems: readonly string[];
  onDismiss: () => void;
}

/** Why some of the picked files were not taken. In the page before there is anything to say, so that it is said. */
export function TrayProblems({ problems, onDismiss }: TrayProblemsProps) {
  const isShown = problems.length > 0;
  return (
    <div className={isShown ? 'flex items-start gap-2 ps-3.5 pe-1.5 pt-1.5 text-sm' : 'hidden'}>
      <div role="alert" className="wrap-anywhere max-h-24 min-w-0 flex-1 overflow-y-auto py-1.5 text-danger">
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
      </div>
      {isShown && <IconButton icon={X} label="Dismiss" onClick={onDismiss} />}
    </div>
  );
}
