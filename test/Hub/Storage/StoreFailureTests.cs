using FlextMonitor.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>What failures mean, however EF wraps them.</summary>
public sealed class StoreFailureTests
{
    [Theory]
    [InlineData("40001", true, false)]
    [InlineData("40P01", true, false)]
    [InlineData("23505", false, false)]
    [InlineData("22021", false, false)]
    [InlineData("08006", false, true)]
    [InlineData("57P01", false, true)]
    [InlineData("53300", false, true)]
    public void Postgres_ByItsCode_IsAConflictOrAway(string code, bool isConflict, bool isUnavailable)
    {
        foreach (var failure in Wrapped(new PostgresException("refused", "ERROR", "ERROR", code)))
        {
            StoreFailure.IsConflict(failure).ShouldBe(isConflict);
            StoreFailure.IsUnavailable(failure).ShouldBe(isUnavailable);
        }
    }

    [Theory]
    [InlineData("25P03", true)]
    [InlineData("40001", true)]
    [InlineData("08006", true)]
    [InlineData("57P01", true)]
    [InlineData("57P03", false)]
    [InlineData("53100", false)]
    [InlineData("25006", false)]
    [InlineData("23505", false)]
    public void Postgres_ByItsCode_MaySucceedOnANewConnection(string code, bool isTransient)
    {
        foreach (var failure in Wrapped(new PostgresException("refused", "FATAL", "FATAL", code)))
        {
            StoreFailure.IsTransient(failure).ShouldBe(isTransient);
        }
    }

    [Fact]
    public void Connection_ThatIsLost_MaySucceedOnANewOne()
    {
        foreach (var failure in Wrapped(new NpgsqlException("Exception while reading from stream", new EndOfStreamException())))
        {
            StoreFailure.IsTransient(failure).ShouldBeTrue();
        }
    }

    [Fact]
    public void Postgres_ThatCannotBeReached_IsAway()
    {
        foreach (var failure in Wrapped(new NpgsqlException("Failed to connect")))
        {
            StoreFailure.IsConflict(failure).ShouldBeFalse();
            StoreFailure.IsUnavailable(failure).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(8, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(19, false)]
    [InlineData(1, false)]
    public void Sqlite_ByItsCode_IsAway(int code, bool isUnavailable)
    {
        foreach (var failure in Wrapped(new SqliteException("refused", code)))
        {
            StoreFailure.IsUnavailable(failure).ShouldBe(isUnavailable);
            StoreFailure.IsTransient(failure).ShouldBeFalse();
        }
    }

    [Fact]
    public void Others_AreNeither()
    {
        var failure = new InvalidOperationException("a fault of the program");

        StoreFailure.IsConflict(failure).ShouldBeFalse();
        StoreFailure.IsUnavailable(failure).ShouldBeFalse();
    }

    /// <summary>As a query, an update by condition and SaveChanges throw it.</summary>
    private static Exception[] Wrapped(Exception cause) =>
    [
        cause,
        new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", cause),
        new DbUpdateException("An error occurred while saving the entity changes.", cause),
        new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", new DbUpdateException("An error occurred while saving the entity changes.", cause)),
    ];
}
