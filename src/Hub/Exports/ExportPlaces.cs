namespace FlextMonitor.Hub.Exports;

/// <summary>
/// The places for exports of this process: two at once, one for each person, and ten that wait. Those who wait come in their order; who has an export under way lets others pass. Safe for use by
/// several threads.
/// </summary>
internal sealed class ExportPlaces
{
    /// <summary>How many exports run at once.</summary>
    public const int AtOnce = 2;

    /// <summary>How many wait.</summary>
    public const int MostWaiting = 10;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly LinkedList<Waiting> _waiting = new();

    /// <summary>Waits for a place.</summary>
    /// <param name="person">Who exports.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The place, to be disposed of after the export; null if too many wait already.</returns>
    public async Task<IDisposable?> TakeAsync(string person, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(person);
        lock (_gate)
        {
            if (MayBegin(person))
            {
                _busy.Add(person);
                return new Place(this, person);
            }

            if (_waiting.Count >= MostWaiting)
            {
                return null;
            }

            _waiting.AddLast(waiting);
        }

        var leaving = cancellationToken.UnsafeRegister(_ => Leave(waiting, cancellationToken), null);
        await using (leaving.ConfigureAwait(false))
        {
            return await waiting.Taken.Task.ConfigureAwait(false);
        }
    }

    private bool MayBegin(string person) => _busy.Count < AtOnce && !_busy.Contains(person);

    private void Leave(Waiting waiting, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting.Remove(waiting);
        }

        waiting.Taken.TrySetCanceled(cancellationToken);
    }

    private void GiveBack(string person)
    {
        lock (_gate)
        {
            _busy.Remove(person);
            if (_waiting.FirstOrDefault(waiting => MayBegin(waiting.Person)) is not { } next)
            {
                return;
            }

            _waiting.Remove(next);
            _busy.Add(next.Person);

            // Continues elsewhere, and not below the lock.
            next.Taken.TrySetResult(new Place(this, next.Person));
        }
    }

    private sealed class Waiting(string person)
    {
        public string Person => person;

        public TaskCompletionSource<IDisposable?> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(ExportPlaces places, string person) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            {
                places.GiveBack(person);
            }
        }
    }
}
