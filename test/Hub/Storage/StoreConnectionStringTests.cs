using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Storage;

public sealed class StoreConnectionStringTests
{
    private const string Secret = "hunter2-never-shown";

    [Theory]
    [InlineData("Host=db.example;Database=m", true)]
    [InlineData("Host=db.example;Database=m;SSL Mode=Require", true)]
    [InlineData("Host=localhost,db.example;Database=m", true)]
    [InlineData("Host=db.example;Database=m;SSL Mode=VerifyFull", false)]
    [InlineData("Host=localhost;Database=m", false)]
    [InlineData("Host=127.0.0.1,::1;Database=m", false)]
    [InlineData("Host=/run/postgresql;Database=m", false)]
    public void Postgres_OnAnotherMachine_MayBeOverheardUnlessItsCertificateIsChecked(string connectionString, bool mayBeOverheard) =>
        PostgresDatabase.Configured(StoreName.Monitor, connectionString).MayBeOverheard.ShouldBe(mayBeOverheard);

    [Theory]
    [InlineData("Data Source=monitor.db")]
    [InlineData("datasource=monitor.db;Pooling=False")]
    [InlineData("Filename=/var/lib/monitor.db")]
    public void Parse_OfAFile_IsSqlite(string connectionString) =>
        StoreConnectionString.Parse(StoreName.Monitor, connectionString).ShouldBeOfType<SqliteDatabase>().ConnectionString.ShouldBe(connectionString);

    [Theory]
    [InlineData("Host=localhost;Database=monitor")]
    [InlineData("server=db.example;port=5433;database=monitor;user id=monitor;password=a=b")]
    public void Parse_OfAServer_IsPostgres(string connectionString) =>
        StoreConnectionString.Parse(StoreName.Monitor, connectionString).ShouldBeOfType<PostgresDatabase>().ConnectionString.ShouldBe(connectionString);

    [Theory]
    [InlineData(Secret)]
    [InlineData("postgres://monitor:" + Secret + "@localhost/monitor")]
    [InlineData("Password=" + Secret)]
    [InlineData("Data Source=")]
    [InlineData("Host=;Database=monitor;Password=" + Secret)]
    [InlineData("Data Source=monitor.db;Host=localhost;Password=" + Secret)]
    [InlineData("Data Source=monitor.db;" + Secret + "=1")]
    [InlineData("Host=localhost;Database=monitor;Pasword=" + Secret)]
    [InlineData("Host=localhost;Database=monitor;Password=abc;" + Secret + "=1")]
    [InlineData("Host=localhost;Database=monitor;Port=" + Secret)]
    public void Parse_OfNeither_SaysWhatIsAllowed(string connectionString) => Refusal(connectionString).ShouldBe(
        "ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db, "
        + "or a PostgreSQL one such as Host=localhost;Database=monitor;Username=monitor;Password=…");

    [Theory]
    [InlineData("Data Source=monitor.db;Password=" + Secret, "ConnectionStrings:Monitor must name a file in Data Source and no Password: the SQLite here does not encrypt")]
    [InlineData("Host=localhost;Password=" + Secret, "ConnectionStrings:Monitor must name a server in Host and a database in Database")]
    [InlineData("Host=' ';Database=monitor;Password=" + Secret, "ConnectionStrings:Monitor must name a server in Host and a database in Database")]
    public void Parse_OfAnIncompleteOne_SaysWhatIsMissing(string connectionString, string message) => Refusal(connectionString).ShouldBe(message);

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=monitor;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source='file:monitor?mode=memory&cache=shared'")]
    public void Parse_OfADatabaseInMemory_SaysThatItMustBeAFile(string connectionString) =>
        Refusal(connectionString).ShouldBe("ConnectionStrings:Monitor must name a file in Data Source, such as monitor.db: a database in memory ends with its connection");

    private static string Refusal(string connectionString) =>
        Should.Throw<OptionsValidationException>(() => StoreConnectionString.Parse(StoreName.Monitor, connectionString)).Failures.ShouldHaveSingleItem();
}
