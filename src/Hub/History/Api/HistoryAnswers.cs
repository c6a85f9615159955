using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Tells rooms that read history themselves whether it can be read, and what to answer while it cannot.</summary>
public sealed class HistoryAnswers
{
    private readonly IRoomStore<HistoryDbContext> _store;
    private readonly HistoryState _state;
    private readonly TimeProvider _time;

    internal HistoryAnswers(IRoomStore<HistoryDbContext> store, HistoryState state, TimeProvider time) => (_store, _state, _time) = (store, state, time);

    /// <summary>Waits a moment until the store is opened, right after the start.</summary>
    public Task WaitUntilOpenAsync(CancellationToken cancellationToken) => _state.WaitUntilOpenAsync(_time, cancellationToken);

    /// <summary>The answer to a request that failed because the store cannot be read; <c>null</c> if it failed for something else.</summary>
    public IResult? RefusalOf(Exception exception) => _store.CauseOf(exception) is null ? null : HistoryPaused.Problem(_state);
}
