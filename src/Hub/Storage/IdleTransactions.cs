using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FlextMonitor.Hub.Storage;

/// <summary>Keeps a process that was stopped in the middle of a transaction from holding up the one that takes over.</summary>
internal static class IdleTransactions
{
    /// <summary>Lets the server end the present transaction of PostgreSQL once the process has sent nothing for 2 s.</summary>
    public static Task LimitIdleTransactionAsync(this DatabaseFacade database, CancellationToken cancellationToken) =>
        database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '2s'", cancellationToken);

    /// <summary>As <see cref="LimitIdleTransactionAsync"/>, after 30 s: for work that no successor waits for, and that must not fail where the machine is busy.</summary>
    public static Task LimitLongIdleTransactionAsync(this DatabaseFacade database, CancellationToken cancellationToken) =>
        database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '30s'", cancellationToken);
}
