namespace FlextMonitor.Daemon.Samples;

/// <summary>Errors as Singer taps and targets write them: several lines; the last says what is wrong.</summary>
internal static class SampleErrors
{
    /// <summary>The source limits the rate of requests.</summary>
    public const string RateLimit = """
        Traceback (most recent call last):
          File "/venv/lib/python3.12/site-packages/singer_sdk/streams/rest.py", line 357, in _request
            self.validate_response(response)
          File "/venv/lib/python3.12/site-packages/singer_sdk/streams/rest.py", line 193, in validate_response
            raise RetriableAPIError(msg, response)
        singer_sdk.exceptions.RetriableAPIError: 429 Client Error: Too Many Requests for path: /v1/charges

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "/venv/bin/tap-stripe", line 8, in <module>
            sys.exit(TapStripe.cli())
          File "/venv/lib/python3.12/site-packages/singer_sdk/tap_base.py", line 512, in sync_all
            stream.sync()
        singer_sdk.exceptions.FatalAPIError: gave up after 5 tries: rate limit of 100 requests per second exceeded for stream 'charges'
        """;

    /// <summary>A column has changed its type.</summary>
    public const string SchemaChange = """
        Traceback (most recent call last):
          File "/venv/bin/target-parquet", line 8, in <module>
            sys.exit(TargetParquet.cli())
          File "/venv/lib/python3.12/site-packages/singer_sdk/sinks/core.py", line 431, in _validate_and_parse
            self._validator.validate(record)
          File "/venv/lib/python3.12/site-packages/jsonschema/validators.py", line 451, in validate
            raise error
        singer_sdk.exceptions.InvalidRecord: Record Message Validation Error: '12.50' is not of type 'integer', 'null' (stream 'stock-items', field 'unit_price')
        """;

    /// <summary>The connection to the target database broke.</summary>
    public const string ConnectionLost = """
        Traceback (most recent call last):
          File "/venv/lib/python3.12/site-packages/sqlalchemy/engine/base.py", line 1967, in _exec_single_context
            self.dialect.do_execute(
          File "/venv/lib/python3.12/site-packages/sqlalchemy/engine/default.py", line 941, in do_execute
            cursor.execute(statement, parameters)
        psycopg2.OperationalError: server closed the connection unexpectedly
        	This probably means the server terminated abnormally
        	before or while processing the request.
        """;
}
