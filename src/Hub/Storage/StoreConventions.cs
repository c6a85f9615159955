using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FlextMonitor.Hub.Storage;

/// <summary>What the models of all stores have in common.</summary>
public static class StoreConventions
{
    /// <summary>
    /// Stores each <see cref="DateTimeOffset"/> as milliseconds since 1970 (UTC), which both providers can compare. SQLite cannot compare
    /// a <see cref="DateTimeOffset"/>.
    /// </summary>
    public static void ApplyStoreConventions(this ModelConfigurationBuilder configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
