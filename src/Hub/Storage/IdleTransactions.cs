using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FlextMonitor.Hub.Storage;

/// <summary>Keeps a process that was stopped in the middle of a transaction from holding up the one that takes over.</summary>
internal static class IdleTransactions
{
    /// <summary>Lets the server end the present transaction of PostgreSQL once the process has sent nothing for 2 s.</summary>
    public static Task LimitIdleTransactionAsync(this DatabaseFacade database, CancellationToken cancellationToken) =>
        database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '2s'", cancellationToken);
}
