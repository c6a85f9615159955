using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>The answer while the store of history cannot be read.</summary>
internal sealed class HistoryAnswers(IRoomStore<HistoryDbContext> store, HistoryState state)
{
    public IResult? RefusalOf(Exception exception) => store.CauseOf(exception) is null ? null : HistoryPaused.Problem(state);
}
