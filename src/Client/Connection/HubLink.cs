using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Client.Connection;

/// <summary>One attempt to connect, and the connection that it becomes.</summary>
internal sealed class HubLink : IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime;
    private readonly CancellationTokenSource _transportLimit;
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectAnswers _answers;
    private readonly TimeSpan? _transportTime;
    private readonly TimeSpan _closeTime;
    private volatile Closing? _closing;
    private volatile bool _isAgreed;
    private bool _isOpened;

    /// <param name="build">Builds the connection, which is used for this attempt only. It calls back with the hub's notice that it closes the connection; its last argument ends whatever it still waits for.</param>
    /// <param name="transportTime">How long its transport may take to open, counted from the hub's consent; null: as long as the attempt.</param>
    /// <param name="closeTime">How long requests may take that close it.</param>
    /// <param name="time">The clock.</param>
    public HubLink(Func<ConnectAnswers, Action<Closing>, CancellationToken, HubConnection> build, TimeSpan? transportTime, TimeSpan closeTime, TimeProvider time)
    {
        _lifetime = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _transportLimit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _answers = new ConnectAnswers(Agreed, time, _lifetime.Token);
        (_transportTime, _closeTime) = (transportTime, closeTime);
        Hub = build(_answers, notice => _closing = notice, _lifetime.Token);

        // For its type: the notice itself is taken when it is read.
        Hub.On<Closing>(nameof(IDashboardClient.Closing), _ => { });
        Hub.Closed += exception =>
        {
            _ended.TrySetResult(exception);
            return Task.CompletedTask;
        };
    }

    /// <summary>The connection.</summary>
    public HubConnection Hub { get; }

    /// <summary>Completes when the connection has ended, with the error if there was one. <see cref="Closing"/> is known then. Never completes if it was not opened.</summary>
    public Task<Exception?> Ended => _ended.Task;

    /// <summary>Why the hub closes the connection; null if it has not said so.</summary>
    public Closing? Closing => _closing;

    /// <summary>How long the hub asks to wait after it refused the connection; null if it does not say.</summary>
    public TimeSpan? AskedWait => _answers.AskedWait;

    /// <summary>Whether the hub agreed to a connection, and its transport did not open in its time: something between does not let it through.</summary>
    public bool IsTransportBlocked => !_isOpened && _isAgreed && _transportLimit.IsCancellationRequested;

    /// <summary>Opens the connection.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_transportLimit.Token, cancellationToken);

        // SignalR's question for a token has no end of its own.
        await using var waits = either.Token.UnsafeRegister(static lifetime => ((CancellationTokenSource)lifetime!).Cancel(), _lifetime).ConfigureAwait(false);
        await Hub.StartAsync(either.Token).ConfigureAwait(false);
        _isOpened = true;
    }

    /// <summary>Waits until a connection on which a call failed has ended too, for a time: the hub's reason may still be on its way.</summary>
    public async Task DrainAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_isOpened)
        {
            await ((Task)Ended).WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime.CancelAfter(_closeTime);
        await Hub.DisposeAsync().ConfigureAwait(false);
        await _lifetime.CancelAsync().ConfigureAwait(false);
        _lifetime.Dispose();
        _transportLimit.Dispose();
    }

    private void Agreed()
    {
        _isAgreed = true;
        if (_transportTime is { } longest && !_isOpened)
        {
            _transportLimit.CancelAfter(longest);
        }
    }
}
