namespace FlextMonitor.Hub.Access;

/// <summary>The device that a request comes from, as one account knows it.</summary>
/// <param name="id">The device, if that is known without the store; otherwise <c>null</c>.</param>
/// <param name="find">Asks the store whether the account knows the device.</param>
internal sealed class CallerDevice(string? id, Func<CancellationToken, Task<string?>>? find = null)
{
    private Func<CancellationToken, Task<string?>>? _find = find;

    /// <summary>What is known of the device so far; <c>null</c> if nothing.</summary>
    public string? Id { get; private set; } = id;

    /// <summary>The device; <c>null</c> if the account does not know it. Asks the store at most once.</summary>
    public async ValueTask<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (Id is null && _find is { } find)
        {
            _find = null;
            Id = await find(cancellationToken).ConfigureAwait(false);
        }

        return Id;
    }
}
