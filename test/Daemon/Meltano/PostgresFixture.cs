using FlextMonitor.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
