using FlextMonitor.Hub.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>The migrations of every store lead to its model, on both providers.</summary>
public sealed class StoreModelTests
{
    private static readonly string[] Providers = ["Microsoft.EntityFrameworkCore.Sqlite", "Npgsql.EntityFrameworkCore.PostgreSQL"];

    public static TheoryData<Type> Contexts => [.. typeof(AccessDbContext).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(DbContext)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Migrations_OfAContext_LeadToItsModel(Type type)
    {
        using var context = Create(type);

        context.Database.GetMigrations().ShouldNotBeEmpty();
        context.Database.HasPendingModelChanges().ShouldBeFalse($"run `dotnet ef migrations add` for {type.Name}");
    }

    [Fact]
    public void Contexts_AreThereForBothProviders()
    {
        var rooms = Contexts.Select(row => row.Data).GroupBy(type => type.BaseType!);

        rooms.ShouldNotBeEmpty();
        rooms.ShouldAllBe(room => room.Select(Provider).Order().SequenceEqual(Providers));
    }

    private static string Provider(Type type)
    {
        using var context = Create(type);
        return context.Database.ProviderName!;
    }

    private static DbContext Create(Type type)
    {
        var factory = type.Assembly.GetTypes().Single(candidate => candidate.IsAssignableTo(typeof(IDesignTimeDbContextFactory<>).MakeGenericType(type)));
        return ((IDesignTimeDbContextFactory<DbContext>)Activator.CreateInstance(factory)!).CreateDbContext([]);
    }
}
