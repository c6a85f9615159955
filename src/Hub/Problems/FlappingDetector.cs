using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Notices subjects whose problems open again and again: they become one problem, and what opens meanwhile is part of that.</summary>
internal sealed class FlappingDetector
{
    /// <summary>This many openings within <see cref="Window"/> are flapping.</summary>
    public const int Openings = 4;

    /// <summary>Within which time openings count, and for how long it must be quiet until flapping is over.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    private readonly Dictionary<ProblemSubject, Queue<DateTimeOffset>> _openings = [];
    private readonly Dictionary<ProblemSubject, DateTimeOffset> _changes = [];

    /// <summary>When the first of the flapping subjects is quiet if nothing happens; null if none flaps.</summary>
    public DateTimeOffset? Due => _changes.Count == 0 ? null : _changes.Values.Min() + Window;

    /// <summary>The subject of the problem that flapping is. Its id holds the subject that flaps.</summary>
    public static ProblemSubject Of(ProblemSubject subject) => new(ProblemKinds.Flapping, $"{subject.Kind}:{subject.Id}");

    /// <summary>The problem that flapping is.</summary>
    /// <param name="finding">What has opened once more.</param>
    /// <param name="now">The present time.</param>
    public static Finding Of(Finding finding, DateTimeOffset now) => finding with
    {
        Subject = Of(finding.Subject),
        State = ProblemState.Open,
        Title = $"{finding.Title}, and that again and again",

        // Says after a restart what it is that flaps.
        Detail = finding.Subject.Kind,
        Since = now,
        SinceAtLeast = false,
        Count = Openings,
    };

    /// <summary>A problem opens.</summary>
    /// <returns>Whether its subject has opened often enough to flap.</returns>
    public bool NoteOpening(ProblemSubject subject, DateTimeOffset now)
    {
        if (!_openings.TryGetValue(subject, out var times))
        {
            ForgetOld(now);
            _openings.Add(subject, times = new Queue<DateTimeOffset>(Openings));
        }

        while (times.Count >= Openings || (times.TryPeek(out var oldest) && oldest + Window < now))
        {
            times.Dequeue();
        }

        times.Enqueue(now);
        return times.Count >= Openings;
    }

    /// <summary>Something of a flapping subject opened or was resolved, or the subject can be seen again.</summary>
    public void NoteChange(ProblemSubject flapping, DateTimeOffset now) => _changes[flapping] = now;

    /// <summary>Takes away a flapping subject that has been quiet for long enough.</summary>
    /// <returns>Whether it has been.</returns>
    public bool TryTakeQuiet(ProblemSubject flapping, DateTimeOffset now)
    {
        // One of an earlier term has been quiet from now on, as far as is known.
        if (_changes.TryAdd(flapping, now) || _changes[flapping] + Window > now)
        {
            return false;
        }

        _changes.Remove(flapping);
        return true;
    }

    // Subjects such as runs come and go.
    private void ForgetOld(DateTimeOffset now)
    {
        foreach (var (subject, times) in _openings.Where(entry => entry.Value.All(time => time + Window < now)).ToList())
        {
            _openings.Remove(subject);
        }
    }
}
